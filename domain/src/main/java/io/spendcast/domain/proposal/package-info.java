/**
 * How a table that nobody has described is to be read as sales: from the names of its columns and
 * from what stands in them.
 */
package io.spendcast.domain.proposal;
