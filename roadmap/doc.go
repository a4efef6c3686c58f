// Package roadmap models a road map (peta jalan): phases, milestones with
// dependencies and target dates, indicators, and how far each region has come.
package roadmap
