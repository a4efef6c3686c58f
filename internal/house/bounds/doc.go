// Package bounds holds every decoder of this module to what it promises about
// hostile input: the work grows with the bytes and with nothing else, and what is
// needed for a while stays small. It is tests alone.
//
// A [table] lists the decoders, each with texts made to be bad that grow to the
// size at which they are refused. TestWork compares what a decoder allocates for
// each byte at its limit with what it allocates at one percent of it, which is the
// same on every machine, and measures the most that lies in memory besides the
// result. What costs time and no memory is for BenchmarkWork, which prints the times
// of both sizes side by side, and fails where they grow.
package bounds
