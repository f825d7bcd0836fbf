import { v5 } from 'uuid';

/**
 * A UUID (version 5) that is always the same for the same name under the same parent: what a retry makes again is the
 * same thing. `parent` is a UUID.
 */
export const deterministicId = (parent: string, name: string): string => v5(name, parent);
