// Package chart draws two kinds of chart as SVG: lines over labelled periods
// ([Lines], for the S-curve of a work plan) and bars with milestones over time
// ([Gantt], for a road map).
//
// A chart is a value; its method SVG returns a whole file. The same value gives
// the same bytes on every machine. A file refers to nothing outside itself, is
// valid XML whatever the texts hold, has a title and a description for those
// who do not see it, and is 1200 units wide, at which it is meant to be read.
// A file that is shown smaller should keep that width and scroll.
//
//	svg, err := chart.Lines{
//		Title: "Kurva S 2020", Words: aduan.Indonesian(), Percent: true,
//		Periods: []string{"TW I", "TW II", "TW III", "TW IV"},
//		Series: []chart.Series{
//			{Name: "Rencana", Values: []float64{10, 35, 70, 100}},
//			{Name: "Realisasi", Values: []float64{8, 21, 44}},
//		},
//		Today: chart.Marker{At: 2.5, Label: "12 Nov 2020"},
//	}.SVG()
//
// The last quarter has no actual value yet, so the second line ends before it.
//
// Whatever differs by colour differs by shape or dash too, and the colours are
// told apart by people who do not tell red from green. The width of a text is
// estimated with the letters of a wide typeface, since nobody knows which one
// will be used: a label that may not fit is wrapped or shortened, and then its
// whole text stands in the tooltip.
//
// Numbers are drawn, not reckoned with, and therefore float64: whoever has exact
// decimals converts them here and nowhere else.
//
// # What is decided here
//
//   - The widths of letters are guessed, widely. A chart is read with typefaces
//     that nobody knows here: labels are measured with those of a wide one, and
//     wrapped or shortened to fit.
package chart
