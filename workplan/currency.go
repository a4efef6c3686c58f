package workplan

import "strings"

// Currency is a currency by its code in ISO 4217: "USD", "IDR", "KRW". The
// zero value is none.
type Currency string

// The codes of ISO 4217, with those withdrawn since 2018, divided by how many
// decimals an amount has.
const (
	whole = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
	cents = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP " +
		"CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR " +
		"KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK " +
		"PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS " +
		"UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG ZWL"
	mills = "BHD IQD JOD KWD LYD OMR TND"
)

// Valid reports whether there is such a code.
func (c Currency) Valid() bool { return c.in(cents) || c.in(whole) || c.in(mills) }

// Decimals returns how many decimals an amount in the currency has, 2 for an
// unknown one.
func (c Currency) Decimals() int32 {
	switch {
	case c.in(whole):
		return 0
	case c.in(mills):
		return 3
	}
	return 2
}

func (c Currency) in(codes string) bool {
	return len(c) == 3 && !strings.Contains(string(c), " ") && strings.Contains(codes, string(c))
}
