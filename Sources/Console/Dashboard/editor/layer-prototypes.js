// What a new layer of each kind starts as, in the middle of its canvas.

function middle(document, width, height) {
  return { x: Math.round((document.width - width) / 2), y: Math.round((document.height - height) / 2),
    width: Math.round(width), height: Math.round(height) };
}

export const prototypes = {
  text: (document) => ({
    type: 'text', name: 'text', dynamic: true, ...middle(document, document.width * 0.6, document.height * 0.15),
    text: 'New text',
    fontSize: Math.max(12, Math.round(document.height / 12)), fontWeight: 600, fill: '#17171c', verticalAlign: 'middle',
    fit: { mode: 'shrink', min: 12 },
  }),
  image: (document) => ({
    type: 'image', name: 'image', dynamic: true, ...middle(document, document.height * 0.3, document.height * 0.3),
    src: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4f+0rAAUSApsTNbFTAAAAAElFTkSuQmCC', fit: 'cover',
  }),
  rectangle: (document) => ({ type: 'rectangle', ...middle(document, document.width * 0.4, document.height * 0.3),
    fill: '#3451e6', cornerRadius: 16 }),
  ellipse: (document) => ({ type: 'ellipse', ...middle(document, document.height * 0.3, document.height * 0.3),
    fill: '#3451e6' }),
  line: (document) => ({
    type: 'line', x: Math.round(document.width * 0.3), y: Math.round(document.height / 2),
    points: [[0, 0], [Math.round(document.width * 0.4), 0]], stroke: { paint: '#17171c', width: 4 },
  }),
  polygon: (document) => ({
    type: 'polygon', x: Math.round(document.width / 2 - 80), y: Math.round(document.height / 2 - 70),
    points: [[80, 0], [160, 140], [0, 140]], fill: '#3451e6',
  }),
  path: (document) => ({
    type: 'path', x: Math.round(document.width / 2 - 80), y: Math.round(document.height / 2 - 40),
    d: 'M0 40C40 -40 120 120 160 40', fill: 'transparent', stroke: { paint: '#3451e6', width: 6 },
  }),
  group: (document) => ({ type: 'group', ...middle(document, document.width * 0.4, document.height * 0.4),
    children: [] }),
  qrcode: (document) => ({ type: 'qrcode', name: 'code', dynamic: true,
    ...middle(document, document.height * 0.3, document.height * 0.3), data: 'https://example.com' }),
  barcode: (document) => ({ type: 'barcode', name: 'barcode', dynamic: true,
    ...middle(document, document.width * 0.3, document.height * 0.2), data: 'RS-2026', symbology: 'code128' }),
  svg: (document) => ({ type: 'svg', ...middle(document, document.height * 0.3, document.height * 0.3),
    markup: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></svg>' }),
};
