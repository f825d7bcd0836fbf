import { DOMParser, MIME_TYPE, onErrorStopParsing, type Document, type Node } from '@xmldom/xmldom';

/** The page as a tree. It is well-formed, so that a strict parser takes it: `<!doctype html>` is all that is not XML. */
export const treeOf = (page: string): Document =>
  new DOMParser({ onError: onErrorStopParsing }).parseFromString(
    page.replace('<!doctype html>', ''),
    MIME_TYPE.XML_APPLICATION,
  );

const spaced = (node: Node): string =>
  node.hasChildNodes() ? Array.from(node.childNodes, spaced).join(' ') : (node.nodeValue ?? '');

/** What a reader of the page reads, words set apart by one space, without the style sheet. */
export const textOf = (page: string): string => {
  const [main] = treeOf(page).getElementsByTagName('main');
  return spaced(main!).replaceAll(/\s+/g, ' ').trim();
};

/** The names of the elements, in order: what no value may change. */
export const elementsOf = (page: string): readonly string[] =>
  Array.from(treeOf(page).getElementsByTagName('*'), (element) => element.tagName);
