module example.org/outside

go 1.26.0

require github.com/aduan-go/aduan v0.0.0

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/looplab/fsm v1.0.3 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/text v0.44.0 // indirect
)

replace github.com/aduan-go/aduan => ../..
