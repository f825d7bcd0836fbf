/** Gives out order numbers: unique and rising per organisation and year, gaps allowed. */
export interface OrderNumbers {
  /** `ORD-<year>-<sequence, at least 6 digits>`. */
  next(organizationId: string, year: number): Promise<string>;
}
