import fc from 'fast-check';
import { runSeed } from './random.ts';

// Loaded before every test (.mocharc.json).
console.log(`seed ${runSeed} (SEED=<number> for another)`);
fc.configureGlobal({ seed: runSeed });
