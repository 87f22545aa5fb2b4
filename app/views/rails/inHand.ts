/** The row that keys move, while one picture takes the other's place: it is in hand there, too. Else null. */
export const inHand: { row: number | null } = { row: null };
