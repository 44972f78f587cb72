package payments

// The message as it is written. The order of the fields is that of the schema,
// which is a sequence. What may be absent is a pointer: for an empty string
// encoding/xml would still write the elements around it.

type document struct {
	XMLName struct{}     `xml:"Document"`
	Space   string       `xml:"xmlns,attr"`
	Header  header       `xml:"CstmrCdtTrfInitn>GrpHdr"`
	Group   paymentGroup `xml:"CstmrCdtTrfInitn>PmtInf"`
}

type header struct {
	ID        string `xml:"MsgId"`
	Created   string `xml:"CreDtTm"`
	Count     int    `xml:"NbOfTxs"`
	Sum       string `xml:"CtrlSum"`
	Initiator party  `xml:"InitgPty"`
}

type paymentGroup struct {
	ID        string     `xml:"PmtInfId"`
	Method    string     `xml:"PmtMtd"`
	Count     int        `xml:"NbOfTxs"`
	Sum       string     `xml:"CtrlSum"`
	Level     string     `xml:"PmtTpInf>SvcLvl>Cd"`
	Day       string     `xml:"ReqdExctnDt"`
	Debtor    party      `xml:"Dbtr"`
	Account   accountID  `xml:"DbtrAcct>Id"`
	Currency  string     `xml:"DbtrAcct>Ccy"`
	Agent     agent      `xml:"DbtrAgt>FinInstnId"`
	Charges   string     `xml:"ChrgBr"`
	Transfers []transfer `xml:"CdtTrfTxInf"`
}

type transfer struct {
	ID       string    `xml:"PmtId>EndToEndId"`
	Amount   amount    `xml:"Amt>InstdAmt"`
	Agent    *agent    `xml:"CdtrAgt>FinInstnId"`
	Creditor party     `xml:"Cdtr"`
	Account  accountID `xml:"CdtrAcct>Id"`
	Message  string    `xml:"RmtInf>Ustrd"`
}

type amount struct {
	Currency string `xml:"Ccy,attr"`
	Sum      string `xml:",chardata"`
}

type party struct {
	Name    string  `xml:"Nm"`
	Country *string `xml:"PstlAdr>Ctry"`
	Org     otherID `xml:"Id>OrgId>Othr"`
}

type agent struct {
	BIC     *string `xml:"BIC"`
	System  *string `xml:"ClrSysMmbId>ClrSysId>Cd"`
	Member  *string `xml:"ClrSysMmbId>MmbId"`
	Unknown *string `xml:"Othr>Id"`
}

type accountID struct {
	IBAN  *string  `xml:"IBAN"`
	Other *otherID `xml:"Othr"`
}

type otherID struct {
	ID          string  `xml:"Id"`
	Code        *string `xml:"SchmeNm>Cd"`
	Proprietary *string `xml:"SchmeNm>Prtry"`
}
