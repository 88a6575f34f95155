// The words that tell English from other languages: the most frequent plain ones, and those of care that are rarer, sorted by code, one a line.
import { readFileSync, writeFileSync } from 'node:fs';
import { published } from './published.mjs';

const frequentWords = 30_000;
const isWord = /^[a-z]{2,24}$/;

const careWords = readFileSync(new URL('care-words.txt', import.meta.url), 'utf8').split(/\s+/).filter(Boolean);
const words = [...new Set([...published().words.filter((word) => isWord.test(word)).slice(0, frequentWords), ...careWords])].sort((a, b) => (a < b ? -1 : 1));
writeFileSync(new URL('../../services/Shared/Words/english-words.txt', import.meta.url), words.join('\n') + '\n');
