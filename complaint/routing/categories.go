package routing

import (
	"fmt"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// checkCategories holds a table against the tree of a service, if it was compiled with
// another: what the one lacks, no report is about; what the other lacks, no report about
// it can be routed.
func (r *Router) checkCategories(of *complaint.Categories) (problems storage.Problems) {
	own := r.sources.Categories
	if of == nil || of == own {
		return problems
	}
	check := func(field string, list []complaint.Category) {
		for i, c := range list {
			if !of.Contains(c) {
				problems.Unknown(storage.At(field, i), fmt.Sprintf("the service has no category %s", storage.Quote(string(c))), string(c), paths(of))
			}
		}
	}
	check("scope.categories", r.table.Scope.Categories)
	for i := range r.table.Rules {
		r.table.Rules[i].When.categories(storage.At("rules", i)+".when", check)
	}
	for info := range of.All() {
		if !own.Contains(info.Path) {
			problems.Unknown("", fmt.Sprintf("the table %s %s was compiled with categories that lack %s, which the service has; give both the same",
				storage.Quote(r.table.Name), r.table.Edition, storage.Quote(string(info.Path))), string(info.Path), paths(own))
			break
		}
	}
	return problems
}

// categories calls do for every list of categories in a condition.
func (w *When) categories(field string, do func(field string, list []complaint.Category)) {
	do(field+".category", w.Category)
	for i := range w.All {
		w.All[i].categories(storage.At(field+".all", i), do)
	}
	for i := range w.Any {
		w.Any[i].categories(storage.At(field+".any", i), do)
	}
	if w.Not != nil {
		w.Not.categories(field+".not", do)
	}
}

// paths lists the categories of a tree.
func paths(t *complaint.Categories) (list []string) {
	for info := range t.All() {
		list = append(list, string(info.Path))
	}
	return list
}
