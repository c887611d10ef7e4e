package io.spendcast.adapters.spark.ingest.scout;

import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.List;

/**
 * A table that was found at a place.
 *
 * @param name what its file or folder is called, without ending
 * @param relation how it is read
 * @param files some of its files, to look at; empty to look at the whole
 * @param notes what was noticed
 */
record FoundTable(String name, Relation relation, List<String> files, List<String> notes) {}
