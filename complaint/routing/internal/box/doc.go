// Package box calculates with the sets of reports that conditions of routing
// tables stand for.
//
// Every fact of a report is a whole number, such as the number of its category
// in the tree, where what lies in a category or a region has the numbers that
// follow. So a condition on one fact is a [Set] of numbers, made of few spans
// however many regions it covers, and conditions on several facts together are a
// [Box]: one set for each dimension that is limited. A report is a point, which
// lies in a box or not. What the dimensions are, package routing says.
package box
