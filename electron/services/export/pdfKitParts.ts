import PdfKit from 'pdfkit';

/** An opened picture, which can be placed any number of times and is embedded once. */
export interface OpenedPicture {
  readonly width: number;
  readonly height: number;
}

/** What pdfkit 0.20 has beyond what its published types tell. */
interface UntypedParts {
  openImage(bytes: Uint8Array): OpenedPicture;
  /** The current font as fontkit opened it. */
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** A PDF that is being written. */
export type PdfWriter = PDFKit.PDFDocument;

function untyped(pdf: PdfWriter): UntypedParts {
  return pdf as unknown as UntypedParts;
}

/** Starts a tagged PDF without pages; nobody is named as its author. */
export function openPdf(options: { title: string; language: string; createdAt: Date }): PdfWriter {
  const pdf = new PdfKit({
    autoFirstPage: false,
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: options.language,
    // None to begin with: pdfkit would load Helvetica, which it cannot embed.
    font: '',
    info: {
      Title: options.title,
      Creator: 'Afterimage',
      Producer: 'Afterimage',
      CreationDate: options.createdAt,
    },
  });
  // pdfkit puts the title into the XMP packet as it is, where "&" or "<" would break the XML.
  const endMetadata = pdf.endMetadata.bind(pdf);
  pdf.endMetadata = () => {
    pdf.info = { ...pdf.info, Title: escapeXml(options.title) };
    endMetadata();
  };
  return pdf;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Opens a JPEG so that it can be placed again without a second copy. */
export function openPicture(pdf: PdfWriter, bytes: Uint8Array): OpenedPicture {
  return untyped(pdf).openImage(bytes);
}

/** Places an opened picture. */
export function placePicture(
  pdf: PdfWriter,
  picture: OpenedPicture,
  box: { x: number; y: number; width: number; height: number },
): void {
  pdf.image(picture as unknown as Buffer, box.x, box.y, { width: box.width, height: box.height });
}

/** Whether the current font has a glyph. */
export function currentFontCovers(pdf: PdfWriter, codePoint: number): boolean {
  return untyped(pdf)._font.font.hasGlyphForCodePoint(codePoint);
}

/** Makes an area of the current page open a web address; tagged as part of `parent`. */
export function linkArea(
  pdf: PdfWriter,
  box: { x: number; y: number; width: number; height: number },
  url: string,
  parent: PDFKit.PDFStructureElement,
): void {
  // pdfkit writes plain strings as PDF names; a String object becomes PDF text.
  const options = { structParent: parent, Contents: new String(`Open ${url}`) };
  pdf.link(
    box.x,
    box.y,
    box.width,
    box.height,
    asciiUrl(url),
    options as unknown as PDFKit.Mixins.AnnotationOption,
  );
}

/** Makes an area of the current page lead to a named place. */
export function jumpArea(
  pdf: PdfWriter,
  box: { x: number; y: number; width: number; height: number },
  name: string,
  description: string,
  parent: PDFKit.PDFStructureElement,
): void {
  const options = { structParent: parent, Contents: new String(description) };
  pdf.goTo(box.x, box.y, box.width, box.height, name, options as unknown as PDFKit.Mixins.AnnotationOption);
}

/** PDF addresses are ASCII: hosts in Punycode, paths percent-encoded. */
function asciiUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href : encodeURI(url);
}
