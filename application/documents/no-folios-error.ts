import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** No range has a folio left: documents wait, in their order, until somebody loads more. */
export class NoFoliosError extends ServiceUnavailableError {
  constructor(series: string) {
    super('folios');
    this.message = `the folios of series ${series} are used up or expired: load another CAF`;
  }
}
