// Writes word-vectors.bin: for each word what two sources say of it, each cut to the directions in which words differ most, one byte a number.
import { readFileSync, writeFileSync } from 'node:fs';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { published } from './published.mjs';

const dimensionsOfEach = 64;
const encoded = 512;

const words = readFileSync(new URL('words.txt', import.meta.url), 'utf8').trim().split('\n');
const [first, second] = [strongest(neighbours()), strongest(encodings())];
const bytes = write(words.map((_, i) => [...first[i], ...second[i]]));
console.log(`${words.length} words, 2 × ${dimensionsOfEach} numbers each, ${bytes} bytes`);

function neighbours() {
  const { vectors } = published();
  return words.map((word) => vectors[word].slice(0, 100));
}

function encodings() {
  const file = readFileSync(new URL('encoded-words.f32', import.meta.url));
  const numbers = new Float32Array(file.buffer, file.byteOffset, words.length * encoded);
  return words.map((_, i) => unit(numbers.subarray(i * encoded, (i + 1) * encoded)));
}

// Principal components, scaled so that words are of length 1 on average.
function strongest(rows) {
  const matrix = new Matrix(centred(rows));
  const { eigenvectorMatrix } = new EigenvalueDecomposition(covariance(matrix), { assumeSymmetric: true });
  const width = matrix.columns;
  // The weakest come first.
  const directions = eigenvectorMatrix.subMatrix(0, width - 1, width - dimensionsOfEach, width - 1);
  const turned = matrix.mmul(directions).to2DArray();
  const length = turned.reduce((sum, row) => sum + Math.hypot(...row), 0) / turned.length;
  return turned.map((row) => row.map((value) => value / length));
}

function covariance(matrix) {
  const width = matrix.columns;
  const sums = new Float64Array(width * width);
  for (const row of matrix.to2DArray())
    for (let i = 0; i < width; i++) for (let j = 0; j <= i; j++) sums[i * width + j] += row[i] * row[j];
  const symmetric = Matrix.zeros(width, width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) {
      symmetric.set(i, j, sums[i * width + j] / matrix.rows);
      symmetric.set(j, i, sums[i * width + j] / matrix.rows);
    }
  return symmetric;
}

function write(rows) {
  const dimensions = 2 * dimensionsOfEach;
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
    const vector = rows[at];
    scales[at] = Math.max(...vector.map(Math.abs)) / 127;
    vector.forEach((value, i) => (numbers[at * dimensions + i] = Math.round(value / scales[at])));
  });
  const all = Buffer.concat([header, text, bytesOf(ends), bytesOf(scales), bytesOf(numbers)]);
  writeFileSync(new URL('word-vectors.bin', import.meta.url), all);
  return all.length;
}

function centred(rows) {
  const mean = rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length);
  return rows.map((row) => row.map((value, i) => value - mean[i]));
}

function unit(row) {
  const length = Math.hypot(...row);
  return Array.from(row, (value) => value / length);
}

function bytesOf(array) {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}
