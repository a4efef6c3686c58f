package complaint

// accessTexts say who comes upon a case, and why others do not.
func accessTexts() [][3]string {
	return [][3]string{
		{"reach.own", "laporan ini bukan milik pelapor ini", "this case is not the reporter's own"},
		{"reach.new", "peran ini hanya memasukkan laporan baru", "this role only opens cases"},
		{"reach.holding", "laporan ini tidak ditangani oleh instansi petugas", "this case is not with the officer's agency"},
		{"reach.unit", "laporan ini tidak ditangani oleh unit kerja petugas dan tidak didisposisikan kepadanya", "this case is neither held by the officer's unit nor assigned to it"},
		{"reach.supervision", "laporan ini bukan laporan berkadar pengawasan di wilayah petugas", "this is no supervisory case in the officer's region"},
		{"reach.region", "laporan ini rahasia atau berada di luar wilayah petugas", "this case is secret, or outside the officer's region"},
		{"reach.oversight", "laporan ini rahasia dan belum dieskalasi ke Ombudsman", "this case is secret and was not escalated to the ombudsman"},
		{"reach.holder", "laporan ini tidak ditangani oleh instansi petugas", "this case is not with the officer's agency"},
		{"reach.assigned", "laporan ini tidak didisposisikan kepada unit kerja petugas", "this case is not assigned to the officer's unit"},
		{"reach.supporting", "instansi petugas tidak mendukung penanganan laporan ini", "the officer's agency does not support this case"},
		{"reach.above", "laporan ini tidak ditangani oleh instansi di bawah instansi petugas, atau berada di luar wilayahnya", "this case is with no agency below the officer's, or lies outside their region"},
		{"reach.escalated", "laporan ini tidak sedang dieskalasi ke instansi petugas", "no escalation told the officer's agency of this case, or it is over"},
		{"reach.inspection", "laporan ini tidak sedang dieskalasi ke inspektorat di wilayah petugas", "this case was not escalated to an inspectorate in the officer's region, or it is over"},
		{"reach.all", "peran ini tidak menjangkau laporan mana pun", "this role reaches no case"},
		{"reach.several", "tidak satu pun alasan akses berlaku: {reasons}", "none of what would give access holds: {reasons}"},
		{"reach.none", "peran ini tidak menjangkau laporan mana pun", "this role reaches no case"},
		{"relation.own", "laporan miliknya", "it is their own"},
		{"relation.new", "laporan baru", "it is being opened"},
		{"relation.holder", "instansinya menangani laporan ini", "their agency holds it"},
		{"relation.assigned", "laporan didisposisikan kepada unit kerjanya", "it is assigned to their unit"},
		{"relation.supporting", "instansinya mendukung penanganannya", "their agency supports it"},
		{"relation.above", "instansinya berada di atas instansi yang menangani", "their agency is above the one that holds it"},
		{"relation.escalated", "dieskalasi ke instansinya", "it was escalated to their agency"},
		{"relation.supervision", "laporan berkadar pengawasan di wilayahnya", "it is a supervisory case in their region"},
		{"relation.inspection", "dieskalasi ke inspektorat di wilayahnya", "it was escalated to the inspectorate of their region"},
		{"relation.region", "laporan terbuka di wilayahnya", "it is public and in their region"},
		{"relation.oversight", "laporan terbuka, atau dieskalasi ke pengawas", "it is public, or was escalated to a body of oversight"},
		{"relation.all", "perannya melihat semua laporan", "their role sees every case"},
		{"reach.role", "{role}, dengan jangkauan {reach}", "{role}, whose reach is {reach}"},
	}
}
