package io.spendcast.domain.proposal.column;

/** What a column may be in a line of sales; the first has the say where a name fits several. */
public enum Role {
  /** When it was bought. */
  DAY,
  /** Who bought. */
  CUSTOMER,
  /** The order, receipt or transaction. */
  ORDER,
  /** The number of a line within its order. */
  LINE,
  /** What was bought. */
  ITEM,
  /** How many. */
  QUANTITY,
  /** The money of the line. */
  AMOUNT,
  /** The price of one. */
  PRICE,
  /** What kind of item it is. */
  CATEGORY,
  /** The currency of the money. */
  CURRENCY,
  /** What kind of row it is, such as a sale or a refund. */
  KIND
}
