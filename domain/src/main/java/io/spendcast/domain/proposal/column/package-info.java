/** What the columns of sales that nobody has described may be, by their names and values. */
package io.spendcast.domain.proposal.column;
