package io.spendcast.domain.sales;

/**
 * One table of a data set that was written.
 *
 * @param table its name, which is its folder's path in the data set
 * @param rows number of rows
 */
public record WrittenTable(String table, long rows) {}
