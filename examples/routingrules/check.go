package main

func check(p *program) func() (int, error)    { return func() (int, error) { return 0, nil } }
func replay(p *program) func() (int, error)   { return func() (int, error) { return 0, nil } }
