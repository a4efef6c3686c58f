package lifecycle_test
import ("testing";"strings";"fmt";"github.com/aduan-go/aduan/complaint"; lc "github.com/aduan-go/aduan/complaint/lifecycle")
func TestScratch(t *testing.T){
 lines:=strings.Split(strings.TrimSpace(permitYAML),"\n")
 for n:=1;n<=2;n++{
 _,err:=lc.Compile(mustParse(t,strings.Join(lines[:len(lines)-n],"\n")),permitWords()); fmt.Println(err)}
 m:=mustCompile(t,complaint.National(),complaint.Vocabulary()); c:=0; for range m.Positions(){c++}; fmt.Println(c)
 fmt.Println(m.Next("suspended","complete","new"))
}
