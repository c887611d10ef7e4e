package io.spendcast.domain.proposal.sample;

import io.spendcast.domain.sales.OwnTable;
import java.util.List;

/**
 * Looks at sales that nobody has described yet.
 *
 * <p>Rows are read as they are, up to {@link Sample#MOST_ROWS} of a table, spread over its files;
 * days are those of UTC. A value that is not there is a blank text. Tables, columns and rows come
 * in the order in which they are found, the same at every call. Nothing is written.
 *
 * <p>Throws {@code SpendcastException} with {@code NOT_FOUND} if there is nothing at a place,
 * {@code INVALID} if what is there is no table that can be read, or does not fit its description;
 * {@code UNAVAILABLE} if the storage cannot be reached.
 */
public interface SourceScout {
  /**
   * The tables at a place: one of a file, of a table of the catalog, or of a folder of like files;
   * several of a folder that holds different ones. Never empty.
   *
   * @param place a path, a URI, or the name of a table in the catalog
   */
  List<Sample> samples(String place);

  /** Reads tables as described, holds them against the contract, and shows their first lines. */
  SourcePreview preview(List<OwnTable> tables);
}
