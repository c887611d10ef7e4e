package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.sample.Sample;
import java.util.List;
import java.util.Set;

/**
 * Lines with the tables that have what they lack.
 *
 * @param sample the lines, their columns qualified where another table has the same name
 * @param joins the other tables
 * @param used the same as they were sampled
 */
record JoinedSample(Sample sample, List<FoundJoin> joins, Set<Sample> used) {}
