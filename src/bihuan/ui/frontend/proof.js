// The small calculation that a public form asks for instead of knowing who sends it; see opinions/proofs.py.
// SHA-256 is written out: WebCrypto is missing on plain http, and slower for a hundred thousand tiny messages.
const K = new Uint32Array(64);
const START = new Uint32Array(8);
const W = new Int32Array(64);

function primes() {
  const found = [];
  for (let n = 2; found.length < 64; n += 1) if (found.every((p) => n % p)) found.push(n);
  return found;
}

primes().forEach((prime, at) => {
  K[at] = (Math.cbrt(prime) % 1) * 2 ** 32;
  if (at < 8) START[at] = (Math.sqrt(prime) % 1) * 2 ** 32;
});

const turn = (x, n) => (x >>> n) | (x << (32 - n));

// The first 32 bits of SHA-256 of a short ASCII text (under 56 characters: one block).
export function digestHead(text) {
  W.fill(0, 0, 16);
  for (let i = 0; i < text.length; i += 1) W[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  W[15] = text.length * 8;
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [W[i - 15], W[i - 2]];
    W[i] = W[i - 16] + W[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return (a + START[0]) >>> 0;
}

const breathe = () => new Promise((go) => setTimeout(go));

async function solve({ stub, bits, pieces }) {
  const limit = 2 ** (32 - bits);
  const numbers = [];
  for (let piece = 0; piece < pieces; piece += 1) {
    let number = 0;
    while (digestHead(`${stub}.${piece}.${number}`) >= limit) {
      number += 1;
      if (number % 4096 === 0) await breathe();
    }
    numbers.push(number);
  }
  return numbers.join(".");
}

// Begins when the page is there; whoever presses “send” sooner waits for the rest of it.
export function startProof(root) {
  for (const field of root.querySelectorAll("input[data-proof]")) {
    const { proof: stub, bits, pieces } = field.dataset;
    const done = solve({ stub, bits: Number(bits), pieces: Number(pieces) }).then((numbers) => {
      field.value = numbers;
    });
    field.form.addEventListener("submit", (event) => {
      if (field.value || event.submitter?.value === "back") return;
      event.preventDefault();
      done.then(() => field.form.requestSubmit(event.submitter));
    });
  }
}
