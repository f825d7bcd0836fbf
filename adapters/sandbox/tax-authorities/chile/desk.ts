import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../../../application/ports/system.ts';
import { addMinutes } from '../../../../domain/shared/instant.ts';
import { rootOf } from '../xml.ts';
import { readEnvelope, signerOf, type SentDocument } from './rules.ts';
import { textIn } from './xml.ts';

/** Says what became of an envelope. */
export interface SandboxTrack {
  readonly trackId: string;
  readonly company: string;
  readonly state: 'EPR' | 'RSC' | 'RFR' | 'RCT';
  readonly accepted: readonly SentDocument[];
  readonly refused: readonly SentDocument[];
}

export interface SandboxUpload {
  readonly form: 'EnvioDTE' | 'EnvioBOLETA';
  readonly sender: string;
  readonly company: string;
  readonly file: Uint8Array;
}

/** Sets how long a token is good for: an hour. */
const tokenMinutes = 60;

const keyOf = ({ issuer, type, folio }: Pick<SentDocument, 'issuer' | 'type' | 'folio'>): string =>
  `${issuer}/${type}/${folio}`;

/** Holds what the SII knows, in memory: who may come in, the envelopes and the documents that it has accepted. */
export class SiiDesk {
  readonly #clock: Clock;
  readonly #seeds = new Set<string>();
  /** Until when each is good. */
  readonly #tokens = new Map<string, string>();
  readonly #tracks = new Map<string, SandboxTrack>();
  /** Track ids by the digest of the file. */
  readonly #files = new Map<string, string>();
  readonly #documents = new Map<string, SentDocument>();
  #last = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Every document that was accepted, in that order. */
  get documents(): readonly SentDocument[] {
    return [...this.#documents.values()];
  }

  seed(): string {
    const seed = this.#next();
    this.#seeds.add(seed);
    return seed;
  }

  /** A token for a signed seed, which is good once; undefined if the seed or the signature is not. */
  token(signedSeed: string): string | undefined {
    const seed = textIn(rootOf(signedSeed), 'Semilla');
    if (signerOf(signedSeed, '') === undefined || !this.#seeds.delete(seed)) return undefined;
    const token = randomUUID();
    this.#tokens.set(token, addMinutes(this.#clock.now(), tokenMinutes));
    return token;
  }

  isKnown(token: string): boolean {
    return this.#clock.now() < (this.#tokens.get(token) ?? '');
  }

  /** Forgets all tokens: the next call must ask for a new one. */
  logOutAll(): void {
    this.#tokens.clear();
  }

  /** Takes an envelope in, the very same file as the same one, and returns its track id. */
  upload(upload: SandboxUpload): string {
    const digest = createHash('sha256').update(upload.file).digest('hex');
    const known = this.#files.get(digest);
    if (known !== undefined) return known;
    const track = this.#process(this.#next(), upload);
    this.#files.set(digest, track.trackId);
    this.#tracks.set(track.trackId, track);
    return track.trackId;
  }

  track(trackId: string): SandboxTrack | undefined {
    return this.#tracks.get(trackId);
  }

  find(issuer: string, type: string, folio: string): SentDocument | undefined {
    return this.#documents.get(keyOf({ issuer, type, folio }));
  }

  #process(trackId: string, { file, ...sent }: SandboxUpload): SandboxTrack {
    const base = { trackId, company: sent.company };
    const envelope = readEnvelope(Buffer.from(file).toString('latin1'), sent);
    if ('refused' in envelope) return { ...base, state: envelope.refused, accepted: [], refused: [] };
    const judged = envelope.documents.map((document) => this.#judge(document));
    return {
      ...base,
      state: 'EPR',
      accepted: judged.filter(({ faults }) => faults.length === 0),
      refused: judged.filter(({ faults }) => faults.length > 0),
    };
  }

  /** A folio is used once. */
  #judge(document: SentDocument): SentDocument {
    if (this.#documents.has(keyOf(document))) {
      return { ...document, faults: [...document.faults, 'the folio was received before'] };
    }
    if (document.faults.length === 0) this.#documents.set(keyOf(document), document);
    return document;
  }

  #next(): string {
    this.#last += 1;
    return String(this.#last);
  }
}
