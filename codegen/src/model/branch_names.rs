//! The names of the branches of a union.

use std::collections::BTreeSet;

use super::{definition::Variant, kinds::Kinds, reader::Reader, tags::Tags, unions::Branch};
use crate::names;

impl Reader<'_> {
    /// Names for the branches: the tag, the component, the title, or a name for their values.
    pub(super) fn labels(&self, branches: &[Branch], tags: &Option<Tags>) -> Vec<String> {
        let tag = |index: usize| {
            let tags = tags.as_ref()?.tags.get(index)?;
            match tags.as_slice() {
                [only] => Some(names::pascal(&text_of(only))),
                _ => None,
            }
        };
        branches
            .iter()
            .enumerate()
            .map(|(index, branch)| {
                tag(index)
                    .or_else(|| branch.component.as_deref().map(names::pascal))
                    .or_else(|| self.title(branch))
                    .unwrap_or_else(|| self.described(branch, branches))
            })
            .collect()
    }

    fn title(&self, branch: &Branch) -> Option<String> {
        let title = branch.schema.about.title.as_deref()?;
        let short =
            title.split_whitespace().count() <= 6 && title.chars().any(char::is_alphanumeric);
        short.then(|| names::pascal(title))
    }

    /// A name from the branch's content: its unique member, or its type.
    fn described(&self, branch: &Branch, all: &[Branch]) -> String {
        let flat = &branch.flat;
        let kinds = flat.effective_kinds(&self.schemas).without(Kinds::NULL);
        if kinds == Kinds::OBJECT {
            let others = || all.iter().filter(|it| it.schema.at != branch.schema.at);
            let own = flat
                .required
                .iter()
                .chain(flat.properties.keys())
                .find(|name| others().all(|it| !it.flat.properties.contains_key(*name)));
            let objects = others()
                .filter(|it| it.flat.kinds.meets(Kinds::OBJECT))
                .count();
            return match own.filter(|_| objects > 0) {
                Some(name) => names::pascal(name),
                None => "Object".to_owned(),
            };
        }
        let lists = all
            .iter()
            .filter(|it| it.flat.kinds == Kinds::ARRAY)
            .count();
        match kinds {
            Kinds::STRING => "Text".to_owned(),
            Kinds::INTEGER => "Integer".to_owned(),
            Kinds::NUMBER => "Number".to_owned(),
            Kinds::BOOLEAN => "Boolean".to_owned(),
            Kinds::ARRAY if lists > 1 => {
                let item = flat.item(&self.schemas);
                let component = item.as_ref().and_then(|it| self.only_reference(it));
                match (component, item) {
                    (Some((name, _)), _) => format!("{}List", names::pascal(&name)),
                    (None, Some(item)) => {
                        let flat = self.flat(&item);
                        let item = Branch {
                            schema: item,
                            flat,
                            component: None,
                        };
                        format!("{}List", self.described(&item, &[]))
                    }
                    (None, None) => "List".to_owned(),
                }
            }
            Kinds::ARRAY => "List".to_owned(),
            _ => "Value".to_owned(),
        }
    }
}

pub(super) fn text_of(tag: &serde_json::Value) -> String {
    match tag {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Number(number) => format!("value {number}"),
        other => other.to_string(),
    }
}

pub(super) fn unique_names(variants: &mut [Variant]) {
    let mut taken = BTreeSet::from(["Unknown".to_owned()]);
    for variant in variants {
        variant.name = names::unique(&variant.name, &mut taken);
    }
}
