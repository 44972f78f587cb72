package main

// The words of the generated mails. All people are made up.
var (
	regions    = []string{"Kronoberg", "Halland", "Värmland", "Gävleborg", "Östergötland", "Blekinge", "Dalarna", "Jönköpings län", "Norrbotten", "Skåne"}
	firstNames = []string{"Annika", "Bertil", "Cecilia", "David", "Ebba", "Fredrik", "Gunilla", "Håkan", "Ingrid", "Jörgen", "Karin", "Måns"}
	lastNames  = []string{"Ahlgren", "Björkman", "Dahlström", "Engvall", "Fors", "Grönberg", "Hedlund", "Lindgård", "Nyqvist", "Sjöstrand", "Åkerlund", "Öberg"}

	ordinarySubjects = []string{
		"Frågor inför torsdagens möte", "Minnesanteckningar från nätverket", "Underlag till torsdag",
		"Lunch nästa vecka?", "Budget för hösten", "Bokning av lokal", "Presentation till styrgruppen",
	}

	// plans are what applications speak of, talk is what all other mail does.
	plans = []string{
		"Patienterna får en överenskommen tid redan vid första besöket.",
		"Den fasta vårdkontakten ringer upp inom två dagar efter utskrivning.",
		"Personalen på mottagningen har varit med och tagit fram arbetssättet.",
		"Vi vill att fler äldre med flera sjukdomar får en sammanhållen plan.",
		"Kommunens hemsjukvård deltar och betalar sin egen arbetstid.",
		"Resultaten följs upp med en enkät i början och i slutet av perioden.",
		"Arbetet leds av en sjuksköterska och en läkare tillsammans.",
		"Färre besök ställs in när patienten själv har valt sin tid.",
	}
	talk = []string{
		"Vi har gått igenom underlaget och ser att det mesta är på plats.",
		"Mötet flyttas till klockan tio så att alla hinner fram med tåget.",
		"Jag återkommer med siffror när ekonomen är tillbaka från sin ledighet.",
		"Det behövs en tydligare beskrivning av vem som gör vad i höst.",
		"Kan du titta på bilderna innan vi skickar dem till styrgruppen?",
		"Lokalen är bokad men vi saknar fortfarande en projektor.",
		"Tack för senast, det var ett givande samtal om hur vi går vidare.",
		"Handlingarna ligger på den gemensamma ytan sedan i går eftermiddag.",
		"Hälsa de andra i gruppen och säg till om tiden inte passar.",
		"Utbildningen blir digital och länken kommer i en egen inbjudan.",
	}
)
