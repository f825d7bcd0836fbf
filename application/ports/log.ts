/** Where what an operator should know is written. Fields hold ids and codes, never personal data or secrets. */
export interface Log {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
