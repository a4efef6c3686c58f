module github.com/aduan-go/aduan/internal/bench

go 1.25.0

require (
	github.com/aduan-go/aduan v0.0.0
	github.com/hashicorp/go-memdb v1.3.5
	github.com/rickar/cal/v2 v2.1.13
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/hashicorp/go-immutable-radix v1.3.1 // indirect
	github.com/hashicorp/golang-lru v0.5.4 // indirect
	github.com/looplab/fsm v1.0.3 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
)

replace github.com/aduan-go/aduan => ../..
