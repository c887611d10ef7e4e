package io.spendcast.application.ingest;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.proposal.ProposedTable;
import io.spendcast.domain.proposal.SourceProposal;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.proposal.sample.SourcePreview;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.SourceCheck;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Proposes how sales that nobody has described are to be read. */
public final class ProposeSource {
  private final SourceScout scout;

  /** Proposes what this scout sees. */
  public ProposeSource(SourceScout scout) {
    this.scout = scout;
  }

  /**
   * Looks at places, describes what is there, and tries the description out.
   *
   * @param places paths, URIs or names of tables; at least one
   * @throws SpendcastException {@code NOT_FOUND} if nothing is there, {@code INVALID} if none of it
   *     is recognised as sales
   */
  public Result propose(List<String> places) {
    List<Sample> samples = places.stream().flatMap(place -> scout.samples(place).stream()).toList();
    SourceProposal proposal = SourceProposal.of(samples);
    if (proposal.tables().isEmpty()) {
      throw unrecognised(proposal.ignored());
    }
    List<OwnTable> tables = proposal.tables().stream().map(ProposedTable::table).toList();
    return result(proposal, tables);
  }

  private static SpendcastException unrecognised(Map<String, String> ignored) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot recognise sales: %s."
            .formatted(
                ignored.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining("; "))),
        "Sales need a customer, a date and an amount. Describe the table by hand, as"
            + " docs/own-tables.md shows.");
  }

  /** What the description makes of the source is part of the answer, also if it is refused. */
  private Result result(SourceProposal proposal, List<OwnTable> tables) {
    try {
      SourcePreview preview = scout.preview(tables);
      Optional<SpendcastException> refusal = preview.check().refusal();
      return new Result(proposal, Optional.of(preview), refusal);
    } catch (SpendcastException e) {
      if (e.kind() != Kind.INVALID) {
        throw e;
      }
      return new Result(proposal, Optional.empty(), Optional.of(e));
    }
  }

  /**
   * A proposal.
   *
   * @param proposal how the tables are to be described
   * @param preview what that makes of them; empty if they cannot be read so
   * @param obstacle why the source is not accepted so, if it is not
   */
  public record Result(
      SourceProposal proposal,
      Optional<SourcePreview> preview,
      Optional<SpendcastException> obstacle) {
    /** Checks that there is a proposal. */
    public Result {
      Objects.requireNonNull(proposal, "proposal");
    }

    /** How the source stands against its contract, if it can be read. */
    public Optional<SourceCheck> check() {
      return preview.map(SourcePreview::check);
    }
  }
}
