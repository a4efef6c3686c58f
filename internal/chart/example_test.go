package chart_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/internal/chart"
)

func ExampleLines_SVG() {
	svg, err := chart.Lines{
		Title: "Kurva S 2020", Words: aduan.Indonesian(), Percent: true,
		Periods: []string{"TW I", "TW II", "TW III", "TW IV"},
		Series: []chart.Series{
			{Name: "Rencana", Values: []float64{10, 35, 70, 100}},
			{Name: "Realisasi", Values: []float64{8, 21, 44}},
		},
		Today: chart.Marker{At: 2.5, Label: "12 Nov 2020"},
	}.SVG()
	fmt.Println(err)
	fmt.Println(strings.Split(string(svg), "\n")[2])
	// Output:
	// <nil>
	// <desc>Rencana: TW IV 100 %; Realisasi: TW III 44 %</desc>
}

func ExampleGantt_SVG() {
	svg, err := chart.Gantt{
		Title: "Road map", Subtitle: "Capacity", Rows: []chart.Row{{
			Label: "Six coordinators appointed",
			Marks: []chart.Mark{{Style: chart.Late, At: time.Date(2021, 5, 6, 0, 0, 0, 0, time.UTC)}},
		}},
	}.SVG()
	fmt.Println(err)
	fmt.Println(strings.Split(string(svg), "\n")[2])
	// Output:
	// <nil>
	// <desc>Capacity (1)</desc>
}
