package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/region"
)

// write makes files in a folder.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
}

// small is a package and tables of a country with a moved regency.
func small(t *testing.T) (pack, data string) {
	t.Helper()
	pack, data = t.TempDir(), t.TempDir()
	write(t, pack, map[string]string{
		"data/provinces.csv": "code,name\n91,Papua\n94,Papua Tengah\n",
		"data/regencies.csv": "code,province_code,name\n91.03,91,Kabupaten Jayapura\n94.01,94,Kabupaten Nabire\n",
		"data/districts.csv": "code,regency_code,name\n94.01.01,94.01,Nabire\n",
		"data/villages.csv":  "code,district_code,name\n94.01.01.1001,94.01.01,Wonorejo\n",
	})
	write(t, data, map[string]string{
		"zones.csv":          "code,zone\n91,Asia/Jayapura\n94,Asia/Jayapura\n",
		"other_names.csv":    "code,names\n91,Irian Jaya\n",
		"bps_codes_2020.csv": "bps,kemendagri\nbps:9404,91.04\n",
		"code_lists.csv":     "list,date\nfirst,2017-12-27\nsecond,2022-11-09\n",
		"region_code_changes.csv": "from_list,to_list,level,change,old_code,new_code,old_name,new_name\n" +
			"first,second,1,created,,94,,PAPUA TENGAH\n" +
			"first,second,2,moved,91.04,94.01,KAB. NABIRE,KAB. NABIRE\n" +
			"first,second,2,renamed,91.03,91.03,KAB. DJAJAPURA,KAB. JAYAPURA\n",
	})
	return pack, data
}

func TestGenerates(t *testing.T) {
	t.Parallel()
	pack, data := small(t)
	var out bytes.Buffer
	require.NoError(t, run([]string{"-package", pack, "-data", data}, &out, nil))
	require.Contains(t, out.String(), "count village 1\n")
	bin, err := os.ReadFile(filepath.Join(data, "regions.bin"))
	require.NoError(t, err)
	tree, err := region.Decode(string(bin))
	require.NoError(t, err)
	village, err := tree.Latest().Resolve(region.MustParse("91.04.01.1001"))
	require.NoError(t, err)
	require.Equal(t, "iso:ID > 94 > 94.01 > 94.01.01 > 94.01.01.1001", village.Path().String())
	require.Equal(t, "Asia/Jayapura", village.Zone())
	before, err := tree.AsOf(tree.Horizon())
	require.NoError(t, err)
	jayapura, err := before.Get(region.MustParse("91.03"))
	require.NoError(t, err)
	require.Equal(t, "Kabupaten Djajapura", jayapura.Name())
}

func TestRefusesAnotherVersion(t *testing.T) {
	t.Parallel()
	pack, data := small(t)
	require.ErrorContains(t, run([]string{"-package", pack, "-data", data}, &bytes.Buffer{}, pinned()), "provinces.csv has the checksum")
	var out bytes.Buffer
	require.NoError(t, run(nil, &out, nil))
	require.Contains(t, out.String(), "left as it is")
	for file, text := range map[string]string{
		"zones.csv":               "code,zone\n99,Asia/Jayapura\n",
		"bps_codes_2020.csv":      "bps,kemendagri\n9404,91.04\n",
		"region_code_changes.csv": "from_list,to_list,level,change,old_code,new_code\nfirst,third,1,created,,94\n",
	} {
		pack, data := small(t)
		write(t, data, map[string]string{file: text})
		require.ErrorContains(t, run([]string{"-package", pack, "-data", data}, &bytes.Buffer{}, nil), file)
	}
}

// TestReproduces generates again what is committed, if the package is at hand.
func TestReproduces(t *testing.T) {
	t.Parallel()
	pack := os.Getenv("IDN_AREA_DATA")
	if pack == "" {
		t.Skip("IDN_AREA_DATA does not name the unpacked package idn-area-data 4.0.1")
	}
	committed := filepath.Join("..", "..", "..", "region", "indonesia", "data")
	data := t.TempDir()
	require.NoError(t, os.CopyFS(data, os.DirFS(committed)))
	require.NoError(t, run([]string{"-package", pack, "-data", data}, &bytes.Buffer{}, pinned()))
	for _, name := range []string{"regions.bin", "regions.txt"} {
		want, err := os.ReadFile(filepath.Join(committed, name))
		require.NoError(t, err)
		got, err := os.ReadFile(filepath.Join(data, name))
		require.NoError(t, err)
		require.True(t, bytes.Equal(want, got), name)
	}
}
