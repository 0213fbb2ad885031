/** In an order made by chance. @template T @param {T[]} list @returns {T[]} */
export function shuffled(list) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
}
