// The words worth a vector, in words.txt: the most frequent plain ones, and those of care that are rarer.
import { readFileSync, writeFileSync } from 'node:fs';
import { published } from './published.mjs';

const frequentWords = 48_000;
const isWord = /^[a-z]+$/;

const { words: byFrequency, vectors } = published();
const careWords = readFileSync(new URL('care-words.txt', import.meta.url), 'utf8').split(/\s+/).filter(Boolean);
const missing = careWords.filter((word) => !vectors[word]);
if (missing.length > 0) throw new Error(`No vector for: ${missing.join(', ')}`);

const chosen = byFrequency.filter((word) => isWord.test(word) && word.length < 48).slice(0, frequentWords);
// Sorted by code unit, so that a reader finds a word by halving.
const words = [...new Set([...chosen, ...careWords])].sort((a, b) => (a < b ? -1 : 1));
writeFileSync(new URL('words.txt', import.meta.url), words.join('\n') + '\n');
