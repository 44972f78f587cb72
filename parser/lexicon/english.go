package lexicon

import (
	"medelbot"
	"medelbot/parser/phrase"
)

// What people say in English about a case that they sent in before. Other
// English words stand beside the Swedish ones that mean the same.
var englishSigns = phrase.Table{
	CaseWords: `our|my|the application|report|case; we|i sent|submitted|applied; we|i have .. sent|submitted|applied`,
	Chases: `
		could|can|would|will you .. tell|let|say .. when|how|whether|if|status
		could|can|would|will|please you .. confirm; please confirm .. received|receipt|arrived
		when will|can|do|may|is|are .. decision|decide|decided|money|grant|paid|payment|answer|reply
		when .. know|hear .. application|you|decision; have you .. received|got|decided|read|seen|looked|had
		has .. application|report|it|this .. arrived|reached|received|come|been
		how .. application|case .. going|doing|progressing|progress|coming|stands|looks; how .. is it going ?
		wonder|wondering .. application|decision|status|money|payment; still|are waiting|await|awaiting .. decision|answer|reply|money|payment
		not|never .. heard|received .. yet|anything|back|reply|answer|money|payment; what .. status of|for; status of .. application|case|payment
		did .. application|report|it|mail|email .. arrive|come|reach|get; did you .. get|receive; anything|something .. missing ?; is .. application .. complete ?; any|an decision|answer|reply ?`,
	Withdraws: `
		no longer .. apply|interested|wish|want|need|able; cancel|cancelling .. application; remove|delete|close .. application
		not .. go|going ahead|through; decline .. grant|money|funding; pull|pulling out`,
	Supplies: `
		correct|right .. bankgiro|plusgiro|account|number|amount|sum|iban .. is|should; wrong .. bankgiro|plusgiro|account|number|amount|sum|figure
		bankgiro|plusgiro|account|number|amount|sum|figure|iban .. wrong|incorrect|mistake; corrected|correction*|amend*; amount|sum|number|account|it should be|read; made .. mistake|error
		new|changed|change|another .. contact|bankgiro|plusgiro|account|amount|number|iban; lower|raise|reduce|increase .. amount|sum|request
		forgot|forgotten .. to; missing .. information|details|amount|account|contact|number; additional|further|supplementary information|details
		here is|are .. missing|information|details|amount|account|number|answer*|rest; you asked .. for|about; take|takes|taking over .. contact|from|as`,
	Reports: `here is|comes|follows .. report; please find .. report; attach*|enclos* .. report; this is .. report; our|the final report`,
	Interim: `progress|preliminary|midterm report`,
	ReportLate: `
		report .. will .. later|next|soon|week|month; extension|extend|extended .. report|time|project|deadline; postpone*
		working|work on .. report`,
}

// englishLabels are those of our own English letters, and their like.
var englishLabels = phrase.Table{
	string(medelbot.Applicant): `who applies|applied!; who is applying!; applying region|organisation|organization!`,
	string(medelbot.Reference): `reference to patientkontrakt!`,
	string(medelbot.Amount): `
		amount|sum|funding applied|requested|sought!; amount|sum|funding applied for!; amount|sum we apply|need!; how much!`,
	string(medelbot.Purpose):     `use|uses .. funds|money|grant!; what we will|want|plan .. do!; planned|intended use!`,
	string(medelbot.Effects):     `what we hope!; what we want!; expected benefits|benefit!; benefits`,
	string(medelbot.Contact):     `contact person .. follow|report!; contact for .. follow|report!; responsible for .. follow|report!`,
	string(medelbot.Account):     `bankgiro|plusgiro .. number!; pay to!; account number .. bankgiro!`,
	string(medelbot.Arrangement): `arrangement and content*!; how we|it .. worked|arranged|did!`,
	string(medelbot.TargetGroup): `who .. work|project .. for!; whom .. for!`,
	string(medelbot.Actors):      `who took|takes part!; who was|were involved!; partners; we worked with!`,
	string(medelbot.Spending):    `what .. money .. used for!; how .. funds|grant .. used|spent!`,
	string(medelbot.Learning):    `lessons and results!; what we .. learned|learnt!; lessons|results learned|learnt!`,
	string(medelbot.NextSteps):   `what happens next!; the way forward!`,
}
