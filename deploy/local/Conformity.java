import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of each paper, under both standards, how many checks it passed and which rules it breaks. */
public class Conformity {
    public static void main(String[] papers) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String paper : papers) {
            for (String standard : new String[] {"ua1", "2a"}) {
                PDFAFlavour flavour = PDFAFlavour.byFlavourId(standard);
                try (InputStream held = new FileInputStream(paper);
                     PDFAParser parser = Foundries.defaultInstance().createParser(held, flavour)) {
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 100, false, false, false);
                    ValidationResult found = validator.validate(parser);
                    StringBuilder broken = new StringBuilder();
                    found.getFailedChecks().forEach((rule, times) ->
                        broken.append(' ').append(rule.getClause()).append('-').append(rule.getTestNumber()));
                    System.out.println(Path.of(paper).getFileName() + " " + standard + " " + found.getTotalAssertions() + broken);
                }
            }
        }
    }
}
