package stats

import (
	"slices"

	"github.com/aduan-go/aduan/region/agency"
)

// agencyKeys lists the agency that holds a case and those above it.
func agencyKeys(holder agency.ID, path []agency.ID) []string {
	list := []string{string(holder)}
	for _, a := range slices.Backward(path) {
		if !slices.Contains(list, string(a)) {
			list = append(list, string(a))
		}
	}
	return list
}
