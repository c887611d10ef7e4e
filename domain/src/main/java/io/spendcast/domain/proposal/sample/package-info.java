/** The first rows of a table that nobody has described, and how its files are read. */
package io.spendcast.domain.proposal.sample;
