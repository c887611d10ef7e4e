package io.spendcast.domain.btyd;

/**
 * What a customer's purchases tell, all in one unit of time; weeks condition well.
 *
 * @param repeats days with a purchase after the first such day
 * @param recency time from the first purchase to the last
 * @param age time from the first purchase to the as-of date, not less than the recency
 * @param meanValue mean value of the repeated purchases, in currency; 0 if there are none
 */
public record PurchaseRecord(int repeats, double recency, double age, double meanValue) {}
