import assert from 'node:assert/strict';

/** `actual` with nothing but the fields that `shape` names; arrays keep all of their items. */
const project = (actual: unknown, shape: unknown): unknown => {
  if (Array.isArray(actual) && Array.isArray(shape)) return actual.map((item, index) => project(item, shape[index]));
  if (typeof actual !== 'object' || typeof shape !== 'object' || actual === null || shape === null) return actual;
  const names = Object.keys(shape).filter((name) => name in actual);
  return Object.fromEntries(names.map((name) => [name, project(Reflect.get(actual, name), Reflect.get(shape, name))]));
};

/** Asserts that an answer says exactly this, in the fields that `expected` names. Lists are compared whole. */
export const assertHas = (actual: unknown, expected: object): void => {
  assert.deepEqual(project(actual, expected), expected);
};
