package lexicon

import "medelbot/parser/phrase"

// SumColumn tells what the column of a budget under a heading says of the sum
// sought.
var SumColumn = table(phrase.Table{
	SumSought: `
		söks; sökes; sökt|sökta; söker från; att söka; ansöks; ansökt|ansökta; äskas; äskat; äskad*; begärs; begärt; begärd*
		sökbelopp*; skr; testbäddsmedel; ansökt|sökt belopp; requested; applied for`,
	SumOwn: `
		egen|eget|egna|själva; egeninsats*; egenfinans*; region|regionen|regionens; kommun|kommunen|kommunens; annan|andra|annat|övriga|övrigt|annars
		medfinans*; samfinans*; delfinans*; tidigare; förra; fjol; beviljat|beviljade|bevilja*; utfall; kvar; avslag
		vinnova|forte|stiftelse*|eu|socialstyrelsen|staten; inte|ej`,
})

// SumRow tells the rows of a budget that add up those above them.
var SumRow = table(phrase.Table{
	SumTotal:  `totalt; total; totalsumma*; summa; summan; sammanlagt; sammantaget; i allt; tillsammans; totalbelopp*; alla; slutsumma*`,
	SumSought: `sökt belopp; sökta belopp*; belopp söks; belopp att söka; att söka; söks; sökt|sökta summa; söker; ansöks|ansökt belopp`,
	SumPart:   `delsumma*; del summa; per|varav|därav`,
})
