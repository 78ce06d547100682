package org.genera.spi;

import java.util.List;

/**
 * What a family is, for people.
 *
 * @param id lower-case letters, digits and dashes; stays the same for ever, since stored runs refer to it
 * @param title the field's name, such as {@code "Variational autoencoder"}
 * @param summary one paragraph: what it models, how it is trained, what to expect
 * @param density what the family knows about p(x)
 * @param papers the sources, the first one first
 */
public record FamilyCard(String id, String title, String summary, DensityKind density, List<Paper> papers) {

    public FamilyCard {
        Names.requireId("family id", id);
        papers = List.copyOf(papers);
    }

    /**
     * A source.
     *
     * @param citation authors, title, year
     * @param url where to read it
     */
    public record Paper(String citation, String url) {}
}
