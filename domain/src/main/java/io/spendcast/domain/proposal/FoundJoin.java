package io.spendcast.domain.proposal;

import io.spendcast.domain.sales.OwnTable.Dimension;

/**
 * A table to join to the lines, which has what they lack.
 *
 * @param dimension how it is joined
 * @param casting the roles of its columns, whose expressions are qualified where needed
 */
record FoundJoin(Dimension dimension, Casting casting) {}
