package io.spendcast.bootstrap.cli.model;

import io.spendcast.application.prediction.ExplainForecast;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.ExplanationOutputs;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.text.ExplanationText;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why a customer got a forecast. */
@picocli.CommandLine.Command(
    description = "Say why a customer got a forecast: what adds how much of the money.")
public final class WhyCommand implements Command {
  @Parameters(paramLabel = "CUSTOMER", description = "The number or name of the customer.")
  private String customer = "";

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "What the same model says as of another date of the features.")
  private Optional<AsOfDate> asOf = Optional.empty();

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    if (customer.isBlank()) {
      return Answer.failed(
          ExitCode.USAGE,
          Failure.usage(
              "CUSTOMER must be the number or name of a customer, not blank",
              "See `spendcast why --help`."));
    }
    CustomerId id = new CustomerId(customer);
    ExplainForecast.Result found = session.parts().get(ExplainForecast.class).explain(id, asOf);
    return Answer.done(ExplanationOutputs.of(id, found), ExplanationText.of(id, found));
  }
}
