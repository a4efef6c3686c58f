package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
)

// operator is one kind of fault.
type operator struct {
	name string
	// changes lists what it does to a node; above are the nodes that enclose
	// it, the innermost last.
	changes func(n ast.Node, above []ast.Node) []change
}

// change replaces the source from one position to before another, by a text and,
// if there is one, what stands in the source at a node, between two texts.
type change struct {
	from, to token.Pos
	before   string
	keep     ast.Node
	after    string
}

// replace is the change of a whole node.
func replace(n ast.Node, before string, keep ast.Node, after string) []change {
	return []change{{n.Pos(), n.End(), before, keep, after}}
}

// swap replaces a token by another.
func swap(at token.Pos, old, by token.Token) []change {
	return []change{{from: at, to: at + token.Pos(len(old.String())), before: by.String()}}
}

// text is what stands there afterwards.
func (c change) text(source []byte, offset func(token.Pos) int) string {
	if c.keep == nil {
		return c.before
	}
	return c.before + string(source[offset(c.keep.Pos()):offset(c.keep.End())]) + c.after
}

// operators lists the kinds of faults. They are chosen to be wrong almost
// everywhere: a fault that changes nothing cannot be seen by any test.
func operators() []operator {
	return []operator{
		{"negate", negate},
		{"never", never},
		{"boundary", binary(map[token.Token]token.Token{
			token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
		})},
		{"equality", binary(map[token.Token]token.Token{token.EQL: token.NEQ, token.NEQ: token.EQL})},
		{"logic", binary(map[token.Token]token.Token{token.LAND: token.LOR, token.LOR: token.LAND})},
		{"arithmetic", binary(map[token.Token]token.Token{
			token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL, token.REM: token.MUL,
			token.AND: token.OR, token.OR: token.AND,
		})},
		{"drop", drop},
		{"result", result},
		{"constant", constant},
		{"boolean", boolean},
		{"element", element},
		{"case", dropCase},
		{"branch", branch},
		{"extreme", extreme},
	}
}

// negate turns the condition of an if around; comparisons have operators of
// their own.
func negate(n ast.Node, _ []ast.Node) []change {
	stmt, ok := n.(*ast.IfStmt)
	if !ok {
		return nil
	}
	if b, ok := stmt.Cond.(*ast.BinaryExpr); ok && (b.Op == token.EQL || b.Op == token.NEQ) {
		return nil
	}
	return replace(stmt.Cond, "!(", stmt.Cond, ")")
}

// never skips what an if guards, but for the way out after an error: many cannot
// happen, and result swallows those that can.
func never(n ast.Node, _ []ast.Node) []change {
	stmt, ok := n.(*ast.IfStmt)
	if !ok || stmt.Else != nil {
		return nil
	}
	if b, ok := stmt.Cond.(*ast.BinaryExpr); ok && b.Op == token.NEQ && name(b.X) == "err" && name(b.Y) == "nil" {
		return nil
	}
	return replace(stmt.Cond, "false && (", stmt.Cond, ")")
}

// binary replaces the operator between two operands.
func binary(by map[token.Token]token.Token) func(ast.Node, []ast.Node) []change {
	return func(n ast.Node, _ []ast.Node) []change {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || by[b.Op] == token.ILLEGAL || isText(b.X) || isText(b.Y) {
			return nil
		}
		return swap(b.OpPos, b.Op, by[b.Op])
	}
}

// isText says whether an operand is a text, which + appends.
func isText(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Kind == token.STRING
}

// drop leaves out a statement: a call, an assignment, a count.
func drop(n ast.Node, above []ast.Node) []change {
	if len(above) == 0 {
		return nil
	}
	switch above[len(above)-1].(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
	default:
		return nil
	}
	switch stmt := n.(type) {
	case *ast.ExprStmt:
		if call, ok := stmt.X.(*ast.CallExpr); !ok || skipped(call) {
			return nil
		}
	case *ast.AssignStmt:
		if blank, ok := stmt.Lhs[0].(*ast.Ident); stmt.Tok == token.DEFINE || ok && blank.Name == "_" {
			return nil
		}
	case *ast.IncDecStmt:
	default:
		return nil
	}
	return replace(n, "", nil, "")
}

// result returns nil instead of an error, the zero value instead of another
// first result.
func result(n ast.Node, above []ast.Node) []change {
	ret, ok := n.(*ast.ReturnStmt)
	if !ok || len(ret.Results) == 0 {
		return nil
	}
	types := returned(above)
	if len(types) != len(ret.Results) {
		return nil // the results of another function
	}
	last := len(types) - 1
	if name(types[last]) == "error" {
		if name(ret.Results[last]) != "nil" {
			return replace(ret.Results[last], "nil", nil, "")
		}
		if last == 0 {
			return nil
		}
	}
	if isZero(ret.Results[0]) || name(types[0]) == "error" {
		return nil
	}
	// The type stands in the source; *new(T) is its zero value, whatever it is.
	return replace(ret.Results[0], "*new(", types[0], ")")
}

// returned lists the types that the innermost function around returns.
func returned(above []ast.Node) (types []ast.Expr) {
	for _, node := range slices.Backward(above) {
		f := function(node)
		if f == nil {
			continue
		}
		for _, field := range f.Results.List {
			for range max(1, len(field.Names)) {
				types = append(types, field.Type)
			}
		}
		return types
	}
	return nil
}

// besideError says whether an expression is returned together with an error:
// nobody looks at it then.
func besideError(n ast.Node, above []ast.Node) bool {
	if len(above) == 0 {
		return false
	}
	ret, ok := above[len(above)-1].(*ast.ReturnStmt)
	if !ok {
		return false
	}
	last := len(ret.Results) - 1
	types := returned(above)
	return last > 0 && len(types) == last+1 && n != ret.Results[last] && name(types[last]) == "error" && name(ret.Results[last]) != "nil"
}

// function is the type of a function or literal, nil for other nodes and for
// those without results.
func function(n ast.Node) *ast.FuncType {
	var f *ast.FuncType
	switch n := n.(type) {
	case *ast.FuncDecl:
		f = n.Type
	case *ast.FuncLit:
		f = n.Type
	}
	if f == nil || f.Results == nil {
		return nil
	}
	return f
}

// name is that of an identifier, empty for other expressions.
func name(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// isZero says whether an expression is a zero value as one writes it, or a truth
// value, which has an operator of its own.
func isZero(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "nil" || e.Name == "false" || e.Name == "true"
	case *ast.BasicLit:
		return e.Value == "0" || e.Value == `""`
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	}
	return false
}

// constant adds one to an integer; not to a size of bits or a mode of a file,
// and not where constants are numbered.
func constant(n ast.Node, above []ast.Node) []change {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.INT {
		return nil
	}
	value, err := strconv.Atoi(lit.Value)
	if err != nil || len(lit.Value) > 1 && lit.Value[0] == '0' {
		return nil
	}
	for _, node := range above {
		switch node := node.(type) {
		case *ast.CallExpr:
			if fun, ok := node.Fun.(*ast.SelectorExpr); ok && name(fun.X) == "strconv" {
				return nil
			}
		case *ast.BinaryExpr:
			if name(node.X) == "iota" || name(node.Y) == "iota" {
				return nil
			}
		}
	}
	return replace(lit, strconv.Itoa(value+1), nil, "")
}

// boolean turns a truth value around.
func boolean(n ast.Node, _ []ast.Node) []change {
	id, ok := n.(*ast.Ident)
	if !ok || id.Name != "true" && id.Name != "false" {
		return nil
	}
	return replace(id, strconv.FormatBool(id.Name == "false"), nil, "")
}

// element leaves out an element of a list, a key of a map or a field of a struct.
func element(n ast.Node, _ []ast.Node) (changes []change) {
	list, ok := n.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	for i, e := range list.Elts {
		to := e.End()
		if i+1 < len(list.Elts) {
			to = list.Elts[i+1].Pos()
		}
		from := e.Pos()
		if i > 0 && i+1 == len(list.Elts) {
			from = list.Elts[i-1].End()
		}
		changes = append(changes, change{from: from, to: to})
	}
	return changes
}

// dropCase leaves out a case of a switch.
func dropCase(n ast.Node, _ []ast.Node) []change {
	clause, ok := n.(*ast.CaseClause)
	if !ok || clause.List == nil {
		return nil
	}
	return replace(clause, "", nil, "")
}

// branch ends a loop instead of going on, and goes on instead of ending it.
func branch(n ast.Node, above []ast.Node) []change {
	stmt, ok := n.(*ast.BranchStmt)
	if !ok {
		return nil
	}
	to := token.CONTINUE
	switch {
	case stmt.Tok == token.CONTINUE:
		to = token.BREAK
	case stmt.Tok != token.BREAK || stmt.Label == nil && !inLoop(above):
		return nil
	}
	return swap(stmt.TokPos, stmt.Tok, to)
}

// inLoop says whether the innermost statement that a break ends is a loop.
func inLoop(above []ast.Node) bool {
	for _, n := range slices.Backward(above) {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		case *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
			return false
		}
	}
	return false
}

// extreme swaps the smallest and the largest.
func extreme(n ast.Node, _ []ast.Node) []change {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil
	}
	other := map[string]string{"min": "max", "max": "min"}[name(call.Fun)]
	if other == "" {
		return nil
	}
	return replace(call.Fun, other, nil, "")
}
