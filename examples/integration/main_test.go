package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTheWholeStory(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out))
	require.Equal(t, `== import, twice
opened 4, known already 0, refused 0
opened 0, known already 4, refused 0
== push to the portal, which fails now and then
stopped after 7 deliveries, 4 tries failed
resumed at the checkpoint: 4 deliveries, 4 tries failed, longest wait 4ms
== what the portal has
19 requests: 6 refused as unavailable, 2 taken but the answer lost
10 deliveries stored, 3 recognised as repeated, 0 out of order: [a1 b1 c1 d1 a2 b2 c2 a3 a4 d2]
a: responded, Lampu jalan mati
b: forwarded, (not public)
c: forwarded, Taman bermain
d: archived, (not public)
== messages to reporters
to the account of case 8582199561434/4: laporan "Lampu jalan mati": Sudah ditanggapi, menunggu pelapor, "Lampu sudah diganti."
to the account of case 4930988505686/2: laporan "Taman bermain": Menunggu verifikasi instansi
`, out.String())
}
